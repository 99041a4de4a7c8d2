def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    answer = 'no'
    for tower in image_patch.find('tower'):
        num_blocks = len(tower.find('block'))
        num_yellow = len(tower.find('yellow block'))
        num_blue = len(tower.find('blue block'))
        if num_blocks == 3 and num_yellow == 1 and num_blue == 2:
            answer = 'yes'
    return answer
