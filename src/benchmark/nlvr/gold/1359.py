def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    with_yellow = [box for box in boxes if box.exists('yellow item')]
    with_three_black = [box for box in with_yellow if len(box.find('black item')) == 3]
    return bool_to_yesno(len(with_three_black) > 0)
