def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    answer = 'no'
    for box in image_patch.find('box'):
        n_items = len(box.find('item'))
        if n_items == 4:
            answer = 'yes'
            break
    return answer
